package dev.shipmate.diagnosis;

import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The days that a cron schedule names. What it cannot read it takes for days that come.
final class CronDays {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private CronDays() {}

    /// Whether no month that is named has a day that is named, as in `0 0 30 2 *`. A weekday that is named as well
    /// comes in any month.
    static boolean neverCome(String schedule) {
        String[] fields = schedule.strip().split("\\s+", -1);
        if (fields.length != 5 || !Set.of("*", "?").contains(fields[4])) {
            return false;
        }
        Set<Integer> days = numbers(fields[2], 31);
        Set<Integer> months = numbers(fields[3].toLowerCase(Locale.ROOT), 12);
        return !days.isEmpty()
                && !months.isEmpty()
                && months.stream()
                        .allMatch(month -> days.stream()
                                .allMatch(day -> day > Month.of(month).maxLength()));
    }

    /// Empty when some of it is not understood.
    private static Set<Integer> numbers(String field, int most) {
        var numbers = new TreeSet<Integer>();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] ends = stepped[0].split("-", -1);
            boolean all = Set.of("*", "?").contains(stepped[0]);
            int from = all ? 1 : number(ends[0]);
            int to = all || (ends.length == 1 && stepped.length > 1) ? most : number(ends[ends.length - 1]);
            int step = stepped.length > 1 ? number(stepped[1]) : 1;
            if (from < 1 || to > most || step < 1) {
                return Set.of();
            }
            for (int number = from; number <= to; number += step) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /// 0 for what is no number and no month.
    private static int number(String text) {
        int month = MONTHS.indexOf(text);
        if (month >= 0) {
            return month + 1;
        }
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
    }
}
