/** Shortest password, in code points (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.1). */
export const minPasswordLength = 8;

/** Longest password, in code points. Nothing is ever cut off (ASVS 6.2.8, 6.2.9). */
export const maxPasswordLength = 256;
