/** The account's statement: reads of the past, and what its figures are made of. */
@org.jspecify.annotations.NullMarked
package io.positionstream.statement;
