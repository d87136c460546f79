package io.positionstream.exchange.kalshi;

/**
 * One message of the socket with the numbers written on its outside.
 *
 * @param sid the subscription it belongs to, or 0 if it names none
 * @param seq its number within the subscription, from 1 on without a hole, replies included; or 0
 *     if messages of its kind are not numbered (prices, fills, positions)
 */
record Envelope(Frame frame, long sid, long seq) {}
