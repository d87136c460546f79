package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "0.56,5600,56",
    "0.750,7500,75",
    "0.5600,5600,56",
    "0.480000,4800,48",
    "0.0001,1,0.01",
    "0.9995,9995,99.95",
    "1.0000,10000,100",
    "0,0,0"
  })
  void readsPricesAsTheExchangeWritesThem(String text, long units, String cents) {
    assertThat(Price.ofDollars(text).units()).isEqualTo(units);
    assertThat(Price.ofDollars(text).cents()).isEqualTo(cents);
  }

  @ParameterizedTest
  @CsvSource({"0.00001", "1.01", "-0.01", "abc", "''", "0.5.5"})
  void refusesWhatIsNoPrice(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Price.ofDollars(text));
  }

  @Test
  void aPriceFromTheExchangeMayHaveMoreZerosButNotMoreDigits() {
    assertThat(Price.ofDollars("0.123400")).isEqualTo(new Price(1234));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Price.ofDollars("0.123456"))
        .withMessageContaining("at most 4 decimals");
  }

  @ParameterizedTest
  @CsvSource({
    "-88.02,-8802,-88.02",
    "10.00,1000,10",
    "0.01,1,0.01",
    "-0.50,-50,-0.5",
    "100,10000,100"
  })
  void readsFractionalAndNegativeCounts(String text, long units, String plain) {
    assertThat(Contracts.of(text).units()).isEqualTo(units);
    assertThat(Contracts.of(text).plain()).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "999.4625,999462500,999.4625",
    "-0.040000,-40000,-0.04",
    "0,0,0",
    "0.000001,1,0.000001",
    "1000,1000000000,1000",
    "-12.5,-12500000,-12.5"
  })
  void printsMoneyWithoutTrailingZeros(String text, long units, String plain) {
    assertThat(Money.ofDollars(text).units()).isEqualTo(units);
    assertThat(Money.ofDollars(text).plain()).isEqualTo(plain);
  }

  @Test
  void priceTimesContractsLosesNothing() {
    assertThat(Price.ofDollars("0.3333").times(Contracts.of("0.03")))
        .isEqualTo(Money.ofDollars("0.009999"));
  }

  @Test
  void noPriceIsWhatYesLeavesOfTheDollar() {
    assertThat(Price.ofDollars("0.68").of(Side.NO)).isEqualTo(Price.ofDollars("0.32"));
    assertThat(Price.ofDollars("0.68").of(Side.YES)).isEqualTo(Price.ofDollars("0.68"));
  }

  @Test
  void quotientsRoundHalfEvenOnce() {
    assertThat(Money.ofDollars("1").centsEach(Contracts.of("3"))).isEqualTo("33.3333");
    assertThat(Money.ofDollars("0.000005").share(Contracts.of("1"), Contracts.of("2")).units())
        .isEqualTo(2);
    assertThat(Money.ofDollars("0.000003").share(Contracts.of("1"), Contracts.of("2")).units())
        .isEqualTo(2);
    assertThat(Money.ofDollars("3").percentOf(Money.ofDollars("68"))).isEqualTo("4.41");
    assertThat(Money.ofDollars("-3").percentOf(Money.ofDollars("68"))).isEqualTo("-4.41");
  }

  @Test
  void sharesOfLargeAmountsDoNotOverflow() {
    Money large = Money.ofDollars("9000000000");
    assertThat(large.share(Contracts.of("50000000"), Contracts.of("100000000")))
        .isEqualTo(Money.ofDollars("4500000000"));
  }

  @Test
  void emptySidesOfTheBookAreNoPrices() {
    Quote empty = Events.quote("0", "1", 0);
    assertThat(empty.bidFor(Side.YES)).isEmpty();
    assertThat(empty.bidFor(Side.NO)).isEmpty();
    Quote sizeless =
        new Quote(
            Price.ofDollars("0.5"),
            Contracts.ZERO,
            Price.ofDollars("0.6"),
            Contracts.ZERO,
            Price.ZERO,
            Events.T0);
    assertThat(sizeless.bidFor(Side.YES)).isEmpty();
    assertThat(sizeless.askFor(Side.NO)).isEmpty();
    assertThat(sizeless.lastFor(Side.YES)).isEmpty();
  }

  @Test
  void aNoHolderSellsAtWhatTheYesAskLeaves() {
    Quote quote = Events.quote("0.68", "0.71", 0);
    assertThat(quote.bidFor(Side.NO)).contains(Price.ofDollars("0.29"));
    assertThat(quote.askFor(Side.NO)).contains(Price.ofDollars("0.32"));
    assertThat(quote.bidFor(Side.YES)).contains(Price.ofDollars("0.68"));
  }

  @ParameterizedTest
  @CsvSource({
    "k3v9-812-41,true",
    "k3v9-812,false",
    "-1-1,false",
    "K-1-1,false",
    "a-1--1,false",
    "a-9999999999999999999-1,false",
    "'a-1-1 ',false"
  })
  void cursorsReadTheirOwnFormOnly(String text, boolean legal) {
    assertThat(Cursor.parse(text).isPresent()).isEqualTo(legal);
    Cursor.parse(text).ifPresent(cursor -> assertThat(cursor).hasToString(text));
  }
}
