package dev.shipmate.project;

import java.net.URI;

/// The address at which a person opens the app, and the Service and its port behind it.
public record ExposeSpec(String service, int port, URI url) {}
