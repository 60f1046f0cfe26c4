package dev.shipmate.terminal;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// The words inside a block of Markdown, as lines in which each piece has a role.
///
/// A line break in the source stays one, because that is what models mean by it. HTML is shown as
/// it is written.
final class InlineText extends AbstractVisitor {
    private final List<Styled> lines = new ArrayList<>();
    private Styled line = Styled.EMPTY;
    private Role role;

    private InlineText(Role role) {
        this.role = role;
    }

    static List<Styled> lines(Node block, Role role) {
        InlineText text = new InlineText(role);
        text.visitChildren(block);
        text.lines.add(text.line);
        return text.lines;
    }

    /// All on one line, for a heading or a table's cell.
    static Styled line(Node block, Role role) {
        return lines(block, role).stream()
                .reduce((a, b) -> a.plus(Role.TEXT, " ").plus(b))
                .orElse(Styled.EMPTY);
    }

    @Override
    public void visit(Text text) {
        append(role, text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        append(Role.CODE, code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        append(role, html.getLiteral());
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(Role.EMPHASIS, emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        within(Role.STRONG, strong);
    }

    /// The address is always shown, so that a link cannot lead elsewhere than it says.
    @Override
    public void visit(Link link) {
        int before = line.plain().length();
        within(Role.LINK, link);
        String shown = line.plain().substring(Math.min(before, line.plain().length()));
        if (!shown.equals(link.getDestination())) {
            append(Role.DIM, " (" + link.getDestination() + ")");
        }
    }

    @Override
    public void visit(Image image) {
        within(Role.EMPHASIS, image);
        append(Role.DIM, " (" + image.getDestination() + ")");
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        endLine();
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        endLine();
    }

    private void within(Role inner, Node node) {
        Role outer = role;
        role = inner;
        visitChildren(node);
        role = outer;
    }

    private void append(Role of, String text) {
        line = line.plus(of, text);
    }

    private void endLine() {
        lines.add(line);
        line = Styled.EMPTY;
    }
}
