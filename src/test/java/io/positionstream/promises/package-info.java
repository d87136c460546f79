/** Lists of promises that are held to the tests and to the documentation they name. */
@org.jspecify.annotations.NullMarked
package io.positionstream.promises;
