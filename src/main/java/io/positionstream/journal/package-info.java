/**
 * The account's memory in PostgreSQL: what is held now, for a fast start, and every fact there ever
 * was. A reader like any other: it never delays a price, and whatever it misses the exchange can be
 * asked again.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.journal;
