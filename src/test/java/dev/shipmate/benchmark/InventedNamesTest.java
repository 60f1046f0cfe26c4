package dev.shipmate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.fake.FakeInventory;
import dev.shipmate.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventedNamesTest {
    private final InventedNames names = new InventedNames(new FakeInventory()
            .with("deployment", "shop", "web", 1)
            .withObjects("services", "shop", "front")
            .withNamespaces("kube-system"));

    @Test
    void whatTheClusterHasIsNotInvented() {
        assertThat(in("deployment/web has pod web-7c9f6d5b84-x0k2z behind service/front in namespace/kube-system"))
                .isEmpty();
    }

    @Test
    void aPodThatIsNotThereIsInvented() {
        assertThat(in("web-7c9f6d5b84-x0k2z and api-7c9f6d5b84-zzzzz")).containsExactly("api-7c9f6d5b84-zzzzz");
    }

    @Test
    void aNameAfterItsKindIsCheckedToo() {
        assertThat(in("See services/back and service/front.")).containsExactly("back");
    }

    @Test
    void whatTheUserSaidMayBeSaidAgain() {
        assertThat(in("There is no deployment/cart-7f9d.")).isEmpty();
    }

    @Test
    void whatACallNamedMayBeSaidAgain() {
        var call = new ToolCall("get", Map.of("name", "gone-7c9f6d5b84-zzzzz"));
        assertThat(names.in(Results.answered("gone-7c9f6d5b84-zzzzz is gone", call)))
                .isEmpty();
    }

    private List<String> in(String answer) {
        return names.in(Results.answered(answer));
    }
}
