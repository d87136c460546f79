/**
 * Plays what was recorded of an account to an engine and a journal like any other, and tells
 * whether the same came of it. It is a command; nobody knows it but the program's entrance.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.replay;
