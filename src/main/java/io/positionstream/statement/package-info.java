/**
 * The account's statement: reads of the past. Knows the journal, the engines and the portfolio;
 * nobody knows it.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.statement;
