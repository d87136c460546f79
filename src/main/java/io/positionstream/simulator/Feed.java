package io.positionstream.simulator;

/** Whoever wants to know what happens on the exchange, on its event loop, after it happened. */
interface Feed {

  /** A ledger entry was written and applied. */
  void happened(LedgerEntry entry);

  /** A field that tickers show has changed. */
  void requoted(Market market);
}
