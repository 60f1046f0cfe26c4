package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Markdown (CommonMark with GitHub's tables) as lines for a terminal, or for a file when the theme
/// is plain.
///
/// Whatever the text holds, no control character and no escape sequence in it reaches the terminal.
public final class MarkdownRenderer {
    private static final int LONGEST_RULE = 40;

    private final Theme theme;
    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    public MarkdownRenderer(Theme theme) {
        this.theme = theme;
    }

    /// The rendered text, each line ended by `\n`. A width of 0 breaks no line, which suits a pipe.
    public String render(String markdown, int width) {
        return lines(markdown, width).stream()
                .map(line -> theme.paint(line) + "\n")
                .collect(Collectors.joining());
    }

    List<Styled> lines(String markdown, int width) {
        return blocks(parser.parse(markdown), width, true);
    }

    private List<Styled> blocks(Node parent, int width, boolean apart) {
        List<Styled> lines = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            List<Styled> block = block(child, width);
            if (apart && !lines.isEmpty() && !block.isEmpty()) {
                lines.add(Styled.EMPTY);
            }
            lines.addAll(block);
        }
        return lines;
    }

    private List<Styled> block(Node node, int width) {
        return switch (node) {
            case Heading heading -> LineBreaks.wrap(InlineText.line(heading, Role.HEADING), width);
            case Paragraph paragraph -> wrapped(InlineText.lines(paragraph, Role.TEXT), width);
            case ListBlock list -> list(list, width);
            case FencedCodeBlock code -> code(code.getLiteral(), width);
            case IndentedCodeBlock code -> code(code.getLiteral(), width);
            case HtmlBlock html -> code(html.getLiteral(), width);
            case BlockQuote quote ->
                prefixed(Styled.of(Role.DIM, Icon.QUOTE.in(theme) + " "), blocks(quote, narrower(width, 2), true));
            case ThematicBreak _ -> List.of(rule(width));
            case TableBlock table -> table(table).lines(width);
            default -> wrapped(InlineText.lines(node, Role.TEXT), width);
        };
    }

    private static List<Styled> wrapped(List<Styled> lines, int width) {
        return lines.stream()
                .flatMap(line -> LineBreaks.wrap(line, width).stream())
                .toList();
    }

    private List<Styled> code(String literal, int width) {
        return literal.stripTrailing()
                .lines()
                .flatMap(line -> LineBreaks.chop(Styled.of(Role.CODE, line), narrower(width, 2)).stream())
                .map(Styled.text("  ")::plus)
                .toList();
    }

    private List<Styled> list(ListBlock list, int width) {
        List<Styled> lines = new ArrayList<>();
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            String marker = list instanceof BulletList ? Icon.BULLET.in(theme) + " " : number++ + ". ";
            if (!list.isTight() && !lines.isEmpty()) {
                lines.add(Styled.EMPTY);
            }
            lines.addAll(item(marker, blocks(item, narrower(width, marker.length()), !list.isTight())));
        }
        return lines;
    }

    private static List<Styled> item(String marker, List<Styled> content) {
        Styled indent = Styled.text(" ".repeat(marker.length()));
        return IntStream.range(0, Math.max(1, content.size()))
                .mapToObj(i -> (i == 0 ? Styled.of(Role.DIM, marker) : indent)
                        .plus(content.isEmpty() ? Styled.EMPTY : content.get(i)))
                .toList();
    }

    private static List<Styled> prefixed(Styled prefix, List<Styled> lines) {
        return lines.stream().map(prefix::plus).toList();
    }

    private Styled rule(int width) {
        int length = width <= 0 ? LONGEST_RULE : Math.min(width, LONGEST_RULE);
        return Styled.of(Role.DIM, Icon.RULE.in(theme).repeat(length));
    }

    private static TableLayout table(TableBlock table) {
        List<List<Styled>> rows = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(cells(row, rows.isEmpty() ? right : new ArrayList<>()));
                }
            }
        }
        List<Styled> header = rows.removeFirst();
        return new TableLayout(header, rows, right);
    }

    private static List<Styled> cells(Node row, List<Boolean> right) {
        List<Styled> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(InlineText.line(cell, Role.TEXT));
            right.add(cell instanceof TableCell typed && typed.getAlignment() == TableCell.Alignment.RIGHT);
        }
        return cells;
    }

    private static int narrower(int width, int by) {
        return width <= 0 ? 0 : Math.max(1, width - by);
    }
}
