// Reads an account with the exchange's official client and prints what it found as one JSON line.
// Arguments: base URL, key id, file of the RSA private key, market ticker.
import kalshi from 'kalshi-typescript';

const [basePath, apiKey, privateKeyPath, ticker] = process.argv.slice(2);
const configuration = new kalshi.Configuration({ apiKey, privateKeyPath, basePath });
const portfolio = new kalshi.PortfolioApi(configuration);
const markets = new kalshi.MarketApi(configuration);

const balance = (await portfolio.getBalance()).data;
const positions = (await portfolio.getPositions()).data;
const fills = (await portfolio.getFills()).data;
const settlements = (await portfolio.getSettlements()).data;
const market = (await markets.getMarket(ticker)).data;
const found = (await markets.getMarkets()).data;

console.log(JSON.stringify({ balance, positions, fills, settlements, market, found }));
