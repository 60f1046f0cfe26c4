package dev.shipmate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.cluster.EndpointsView;
import dev.shipmate.cluster.ServiceView;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardServicesTest {
    @Test
    void theEndpointsOfAllSlicesAreCountedAndTheWorstComesFirst() {
        assertThat(BoardServices.of(
                        List.of(service("a-fine"), service("b-half"), service("c-none")),
                        List.of(
                                slice("a-fine", "IPv4", 2, 2),
                                slice("b-half", "IPv4", 1, 2),
                                slice("b-half", "IPv4", 1, 1),
                                slice("c-none", "IPv4", 0, 0))))
                .containsExactly(
                        new BoardService("c-none", BoardHealth.BAD, true, 0, 0),
                        new BoardService("b-half", BoardHealth.CHANGING, true, 2, 3),
                        new BoardService("a-fine", BoardHealth.GOOD, true, 2, 2));
    }

    @Test
    void anEndpointOfTwoFamiliesCountsOnce() {
        assertThat(BoardServices.of(
                        List.of(service("web")), List.of(slice("web", "IPv4", 2, 2), slice("web", "IPv6", 2, 2))))
                .containsExactly(new BoardService("web", BoardHealth.GOOD, true, 2, 2));
    }

    @Test
    void ofAServiceThatFindsNoPodsByItselfNothingIsExpected() {
        var outside = new ServiceView("todo", "outside", "ExternalName", false);
        var manual = new ServiceView("todo", "manual", "ClusterIP", false);

        assertThat(BoardServices.of(List.of(outside, manual), List.of(slice("manual", "IPv4", 0, 0))))
                .containsExactly(
                        new BoardService("manual", BoardHealth.GOOD, true, 0, 0),
                        new BoardService("outside", BoardHealth.GOOD, false, 0, 0));
    }

    private static ServiceView service(String name) {
        return new ServiceView("todo", name, "ClusterIP", true);
    }

    private static EndpointsView slice(String service, String family, int ready, int total) {
        return new EndpointsView("todo", service + "-x", service, family, ready, total);
    }
}
