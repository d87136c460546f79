// Where everything is; told by the Java test that has started it.

const told = (name) => {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: these programs are run by BrowserIT and the profile "browser", see README`);
  }
  return value;
};

/** Address of the packaged service. */
export const SERVICE = told('SERVICE');

/** Address of the simulator's control surface. */
export const EXCHANGE = told('EXCHANGE');

/** Where the service can be killed and started again. */
export const HANDS = told('HANDS');

/** The program to look through. */
export const CHROMIUM = told('CHROMIUM');

/** Where a program leaves what it makes. */
export const RESULTS = told('RESULTS');
