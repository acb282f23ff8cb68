/** What a slow phone does for the framework would be in the way of what is read when it burns (src/early-paint.js). */
export const init = () => window.earlyPaint;
