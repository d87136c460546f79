/**
 * The adapter to Kalshi, and the only package that knows its words. Wire text becomes frames and
 * payloads (strings still), the {@link io.positionstream.exchange.kalshi.Translator} turns those
 * into ours, a line keeps one account connected. What talks to the network, tells the time, waits
 * or rolls dice comes in by constructor.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.exchange.kalshi;
