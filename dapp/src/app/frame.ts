/** True inside another page's frame, where a click can be stolen (threat 22): nothing is done there. */
export const isFramed = (): boolean => window.top !== window.self;
