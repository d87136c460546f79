/** What the ledger proves: worked examples, captured figures, and laws over random histories. */
package io.positionstream.portfolio.ledger;
