// The page that boots any resident route without a network: precached, and its HTML has nothing of any page in it, so
// that the router looks at the address and loads what belongs there.
export const prerender = true;
export const ssr = false;
