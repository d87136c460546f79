/**
 * The load generator: the whole service, or any other server of events, measured from outside. One
 * process is both the exchange that sends prices and all the browsers that receive them, so that
 * one clock measures; the server is a process of its own. Loopback only.
 *
 * <p>Prices go out at a constant rate, whatever comes back (open loop). An update is numbered by
 * its market and its last price, and when it was <em>due</em> is kept by that number: latency is
 * arrival minus due time, so an update that is sent late because the server was slow counts as
 * late. The numbers also prove that nothing is missing, twice or out of order; see {@link Check}.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.bench;
