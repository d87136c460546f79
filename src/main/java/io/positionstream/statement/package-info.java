/**
 * The account's statement: reads of its past, by REST. Nobody knows this package; it knows the
 * journal's readers, the engines and the values they give.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.statement;
