/** The kind of record that every contestant makes: the vendor changes `value` in place, and never `place`. */
export const KIND = 'patch';
