/// The words said to a model: text files under `prompts/`, loaded by name and filled with variables.
@NullMarked
package dev.shipmate.prompt;

import org.jspecify.annotations.NullMarked;
