/**
 * Who may see which account: sessions, the stored exchange keys and their vault, and the resources
 * that begin and end both. Knows the exchange port; never who watches an account or streams it.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.account;
