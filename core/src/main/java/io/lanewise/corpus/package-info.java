/**
 * The corpus and the {@link io.lanewise.corpus.Contract}, the fingerprint of each operation's answers to it: what {@code
 * --verify} runs. Not exported.
 */
package io.lanewise.corpus;
