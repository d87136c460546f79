/**
 * What every resource needs and none owns: problems (RFC 9457), the current user, headers, health,
 * the clock. Knows only identifiers of the portfolio.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.web;
