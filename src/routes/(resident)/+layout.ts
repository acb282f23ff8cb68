// Every resident page is drawn on the device from what the device has: no server load, so that each opens offline.
export const ssr = false;
export const prerender = false;
