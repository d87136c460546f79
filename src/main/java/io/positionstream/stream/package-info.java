/**
 * The account as clients see it: one JSON encoding, read once by REST or followed by server-sent
 * events. Every reader is moved from one consistent cut of the account to the next by one write.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.stream;
