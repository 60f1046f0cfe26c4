package dev.shipmate.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a user wants to know of a failed deploy, or wants done about it.
///
/// It is found by words, and only when the question has no others: one that names a workload is for the planner.
sealed interface FailureWish {
    record Why() implements FailureWish {}

    record WhatChanged() implements FailureWish {}

    record WaysOn() implements FailureWish {}

    record WholeReport() implements FailureWish {}

    /// Make the change that would mend it.
    ///
    /// @param number which one of the remedies, from 1
    record ApplyRemedy(int number) implements FailureWish {}

    /// Go back to an earlier revision.
    ///
    /// @param revision 0 when none is named
    record RollBack(int revision) implements FailureWish {}

    record Uninstall() implements FailureWish {}

    record TryAgain() implements FailureWish {}

    static Optional<FailureWish> of(String question) {
        List<String> words = Reading.words(question);
        if (!Reading.ABOUT_THE_RUN.containsAll(
                words.stream().filter(word -> !word.matches("[0-9]+")).toList())) {
            return Optional.empty();
        }
        String text = String.join(" ", words);
        return Arrays.stream(Reading.values())
                .filter(reading -> reading.sign.matcher(text).find())
                .findFirst()
                .map(reading -> reading.wish(text));
    }

    /// The signs of each wish, the more particular ones first.
    enum Reading {
        WAYS_ON(
                "^(what|which|how|do i|are there|is there|show|list|give|tell)\\b.*\\b(can i|can we|should|could|now|next"
                        + "|do i|do we|fix|mend|options?|offers?|remed(y|ies)|ways?|choices|suggestions?)\\b"
                        + "|^(options|offers|remedies)$|^(should|can|could) (i|we)\\b"),
        APPLY(
                order(
                        "\\b(apply|accept)\\b|\\b(use|make|do|try) (?!.*\\bagain\\b).*\\b(remedy|fix|patch|suggestion|offer|it"
                                + "|first|second|third|one|[1-9])\\b|\\b(fix|mend|repair|heal) (it|this|that)\\b|^(fix|mend)$")),
        ROLL_BACK(order("\\b(roll( it)? back|rollback|roll-back|go back|revert)\\b")),
        UNINSTALL(order("\\buninstall\\b|\\bremove (it|the release|the app)\\b|\\btake .*away\\b")),
        TRY_AGAIN(order("\\b(again|retry|resume|continue|go on|redeploy|once more)\\b")),
        CHANGES("\\b(changed?|changes|different|difference|differs?|diff|what is new)\\b"),
        REPORT("\\b(report|evidence|details|everything|more)\\b"),
        WHY("\\b(why|explain|caused?|reason|error|wrong|broken?|happened|how come|problem|failure|fail(ed|s|ing)?)\\b");

        private static final Pattern NUMBER = Pattern.compile("\\b([1-9][0-9]{0,8})\\b");
        private static final Set<String> ABOUT_THE_RUN = Set.of(
                ("a about accept after again all and any app apply are as at away back because been before between"
                                + " break broke broken can cause caused change changed changes choices come compared"
                                + " continue could deploy deployed deploying deployment details did diff differ differs"
                                + " difference different do does doing error everything evidence exactly explain fail"
                                + " failed failing fails failure first fix for from get give go good had happen happened"
                                + " has have heal how i in is it its just last latest list make me mend more my new"
                                + " newest next not now of offer offers on once one option options our out patch please"
                                + " previous problem reason redeploy release remedies remedy remove repair report resume"
                                + " retry revert revision roll roll-back roll-out rollback rollout run second see"
                                + " shipmate should show since so step suggest suggestion suggestions take tell that the"
                                + " then there these third this to try turn uninstall up us use version was way ways we"
                                + " went were what which why will with work worked working wrong yes you")
                        .split(" "));

        private final Pattern sign;

        /// Not a question about what was done.
        private static String order(String sign) {
            return "^(?!(why|what|which|how|who|when|did|does|do i|is|was|were|has|have|explain|tell|show|should|can i"
                    + "|could i)\\b).*(" + sign + ")";
        }

        Reading(String sign) {
            this.sign = Pattern.compile(sign);
        }

        private FailureWish wish(String text) {
            return switch (this) {
                case WAYS_ON -> new WaysOn();
                case CHANGES -> new WhatChanged();
                case ROLL_BACK -> new RollBack(number(text, 0));
                case UNINSTALL -> new Uninstall();
                case APPLY ->
                    new ApplyRemedy(text.contains("third") ? 3 : text.contains("second") ? 2 : number(text, 1));
                case TRY_AGAIN -> new TryAgain();
                case REPORT -> new WholeReport();
                case WHY -> new Why();
            };
        }

        /// The words in lower case, contractions written out.
        private static List<String> words(String question) {
            String plain = question.toLowerCase(Locale.ROOT)
                    .replace('’', '\'')
                    .replaceAll("\\b(what|why|how|that|it)'s\\b", "$1 is")
                    .replaceAll("n't\\b", " not")
                    .replace("let's", "")
                    .replaceAll("[^a-z0-9-]+", " ")
                    .strip();
            return Arrays.stream(plain.split(" ")).toList();
        }

        private static int number(String text, int otherwise) {
            Matcher number = NUMBER.matcher(text);
            return number.find() ? Integer.parseInt(number.group(1)) : otherwise;
        }
    }
}
