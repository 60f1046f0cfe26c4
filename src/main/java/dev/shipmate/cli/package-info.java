/// The command line: parses options, makes one request, calls one method, and maps the result to an exit code.
///
/// The only package that knows picocli.
@NullMarked
package dev.shipmate.cli;

import org.jspecify.annotations.NullMarked;
