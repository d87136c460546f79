package io.positionstream.bench;

import java.io.IOException;

/** Tells the server of updates. Used by the thread that keeps the pace. */
interface Publisher {

  /** Writes this update, or keeps it until {@link #flush()}. */
  void send(Feed feed, long number) throws IOException;

  /** Nothing more is due now: what was kept goes out. */
  void flush() throws IOException;
}
