/// Language models behind one port, [dev.shipmate.model.LanguageModel]: adapters for Ollama and for servers
/// that speak the OpenAI protocol, the three decision protocols, and the probe that picks one.
///
/// The only package that knows langchain4j. It turns a decision request into a [dev.shipmate.model.Decision]
/// and runs nothing itself.
@NullMarked
package dev.shipmate.model;

import org.jspecify.annotations.NullMarked;
