/**
 * What {@code --verify} runs: the corpus and the {@link io.lanewise.corpus.Contract}, the fingerprint of each
 * operation's results for it. Not exported.
 */
package io.lanewise.corpus;
