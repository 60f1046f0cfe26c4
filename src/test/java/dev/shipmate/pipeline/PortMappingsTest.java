package dev.shipmate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.image.StartRequest.PortMapping;
import dev.shipmate.project.ExposeSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortMappingsTest {
    private static final ExposeSpec WEB = exposed("todo-frontend", "http://localhost:3000");

    @Test
    void addressLeadsToTheNodePortThatASettingGives() {
        var ports = PortMappings.of(List.of(WEB), Map.of("frontend.service.nodePort", "30080", "replicas", "2"));
        assertThat(ports.mappings()).containsExactly(new PortMapping(3000, 30080));
        assertThat(ports.nodePortRange()).isEmpty();
    }

    @Test
    void nodePortBelowTheUsualOnesWidensTheRange() {
        var ports = PortMappings.of(List.of(WEB), Map.of("nodePort", "3000"));
        assertThat(ports.mappings()).containsExactly(new PortMapping(3000, 3000));
        assertThat(ports.nodePortRange()).isEqualTo("3000-32767");
    }

    @Test
    void amongSeveralTheServiceDecides() {
        var ports = PortMappings.of(
                List.of(WEB, exposed("todo-admin", "http://127.0.0.1"), exposed("todo-docs", "http://localhost:4000")),
                Map.of("frontend.service.nodePort", "30080", "admin.nodePort", "30081"));
        assertThat(ports.mappings()).containsExactly(new PortMapping(3000, 30080), new PortMapping(80, 30081));
    }

    @Test
    void whatIsNoPortOrNotOnThisMachineIsLeftOut() {
        assertThat(PortMappings.of(List.of(WEB), Map.of("frontend.service.nodePort", "0"))
                        .mappings())
                .isEmpty();
        assertThat(PortMappings.of(List.of(WEB), Map.of("frontend.service.nodePort", "99999"))
                        .mappings())
                .isEmpty();
        assertThat(PortMappings.of(
                                List.of(exposed("todo-frontend", "http://todo.example:3000")),
                                Map.of("frontend.service.nodePort", "30080"))
                        .mappings())
                .isEmpty();
    }

    private static ExposeSpec exposed(String service, String url) {
        return new ExposeSpec(service, 80, URI.create(url));
    }
}
