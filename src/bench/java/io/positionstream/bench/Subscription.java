package io.positionstream.bench;

/**
 * Where one stream is read.
 *
 * @param account whose updates it tells
 * @param request request line and header fields, each with its line end, without the empty line
 */
record Subscription(int account, String host, int port, String request) {}
