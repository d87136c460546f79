/**
 * The port to an exchange: what the service asks of it, in the service's own words. Adapters live
 * in packages below; nothing here names one.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.exchange;
