package io.positionstream.bench;

import java.io.IOException;

/** A server that is measured. */
interface Target extends AutoCloseable {

  /** Where the streams of this account are read. */
  Subscription subscription(int account);

  Publisher publisher() throws IOException;

  /** The process to be measured. */
  long pid();

  /** Of its database; 0 if it has none of its own. */
  long databasePid() throws IOException;

  /** Has it collect its garbage, if it has any; returns the bytes that live on. */
  long collect() throws IOException;

  /** Where that database can be looked into. */
  String jdbcUrl() throws IOException;

  /** Whether every message is a cut of its own: ours are cut by ids. */
  boolean cutsEach();

  /** Whether a stream begins with all that is known. */
  boolean sendsSnapshots();

  /** A path that is answered in the event loop and does nothing, to see how late the loop is. */
  String probe();

  @Override
  void close() throws IOException;
}
