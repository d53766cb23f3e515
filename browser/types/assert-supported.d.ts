/** Throws where passkeys cannot work at all: an address that is neither https nor localhost, or too old a browser. */
export declare function assertSupported(): void;
