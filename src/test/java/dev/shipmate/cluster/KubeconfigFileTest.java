package dev.shipmate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What we read from a kubeconfig is what the client's own reader reads.
class KubeconfigFileTest {
    private static final String EVERYTHING = """
            apiVersion: v1
            kind: Config
            preferences: {}
            current-context: dev
            clusters:
              - name: local
                cluster:
                  server: https://127.0.0.1:6443
                  certificate-authority: pki/ca.crt
              - name: far
                cluster:
                  server: https://far.example.com
                  certificate-authority-data: Y2E=
                  tls-server-name: kubernetes
                  proxy-url: http://proxy.example.com:3128
                  insecure-skip-tls-verify: true
              - name: minikube
                cluster:
                  server: https://192.168.49.2:8443
                  certificate-authority: /home/jane/.minikube/ca.crt
                  extensions:
                    - name: cluster_info
                      extension:
                        last-update: Mon, 02 Nov 2026 10:00:00 UTC
                        provider: minikube.sigs.k8s.io
                        version: v1.38.1
            contexts:
              - name: dev
                context: {cluster: local, user: admin, namespace: todo}
              - name: prod
                context: {cluster: far, user: sso}
            users:
              - name: admin
                user: {client-certificate: pki/admin.crt, client-key: pki/admin.key}
              - name: data
                user: {client-certificate-data: Y2VydA==, client-key-data: a2V5}
              - name: token
                user: {token: "12345", as: jane, as-groups: [ops, dev], as-uid: "7"}
              - name: file
                user: {tokenFile: /var/run/token, username: joe, password: secret}
              - name: sso
                user:
                  exec:
                    apiVersion: client.authentication.k8s.io/v1
                    command: sso-login
                    args: [get-token, --quiet]
                    env: [{name: REGION, value: eu}]
                    interactiveMode: IfAvailable
                    installHint: install sso-login
                    provideClusterInfo: false
              - name: provider
                user:
                  auth-provider:
                    name: oidc
                    config: {client-id: shipmate, id-token: abc}
            """;

    private final Path file;

    KubeconfigFileTest(@TempDir Path folder) {
        file = folder.resolve("config");
    }

    @Test
    void everyFieldIsReadAsTheClientReadsIt() throws IOException {
        Files.writeString(file, EVERYTHING);
        assertThat(KubeconfigFile.read(file.toFile()))
                .usingRecursiveComparison()
                .ignoringFields("preferences")
                .isEqualTo(KubeConfigUtils.parseConfig(file.toFile()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Config\n",
                "clusters: []\ncontexts:\nusers: null\n",
                "{\"apiVersion\": \"v1\", \"current-context\": \"a\", \"contexts\": [{\"name\": \"a\", \"context\": {}}]}",
            })
    void whatIsLeftOutIsLeftOut(String text) throws IOException {
        Files.writeString(file, text);
        var theirs = KubeConfigUtils.parseConfig(file.toFile());
        var ours = KubeconfigFile.read(file.toFile());
        assertThat(ours.getCurrentContext()).isEqualTo(theirs.getCurrentContext());
        assertThat(ours.getContexts()).hasSize(text.contains("\"name\"") ? 1 : 0);
        assertThat(ours.getClusters()).isEmpty();
        assertThat(ours.getUsers()).isEmpty();
    }
}
