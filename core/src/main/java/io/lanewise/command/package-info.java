/** The jar's command, which nothing in the library knows: it knows the public API, and the corpus that it verifies. */
package io.lanewise.command;
