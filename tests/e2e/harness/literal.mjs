// A text as part of a regular expression: itself, whatever signs it holds.

export const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
