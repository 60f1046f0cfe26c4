package dev.shipmate.cluster;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/// HTTP that goes where it was sent and nowhere else. A program behind the API server's proxy may answer with a
/// redirect, and whoever follows one takes the credentials along.
final class StayingHttp extends JdkHttpClientFactory {
    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
        builder.followRedirects(HttpClient.Redirect.NEVER);
    }
}
