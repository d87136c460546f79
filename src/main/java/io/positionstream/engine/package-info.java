/**
 * One running fold per account: events of the exchange go in, portfolios come out, and any number
 * of readers follow at their own pace. Engines never name a reader; readers find them by observing
 * {@link io.positionstream.engine.AccountEngine.Started}.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.engine;
