const phrase = "correct horse battery";

/** Hashes that other systems made, as they hand them out: published ones, and ones made with Python's hashlib. */
export const otherHashes: Record<string, { digest: string; password: string; hasher?: string }> = {
  // From the manual of PHP's password_verify, the tests of jBCrypt, and those of crypt_blowfish.
  "bcrypt, 2y": {
    digest: "$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq",
    password: "rasmuslerdorf",
  },
  "bcrypt, 2a": {
    digest: "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
    password: "abc",
    hasher: "bcrypt",
  },
  "bcrypt, 2b": {
    digest: "$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
    password: "U*U*U",
  },
  // From the tests of the reference implementation of Argon2.
  argon2id: {
    digest: "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    password: "password",
    hasher: "argon2id",
  },
  "argon2id, 64 MiB": {
    digest: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    password: "password",
  },
  argon2i: {
    digest: "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
    password: "password",
    hasher: "argon2i",
  },
  "PBKDF2, Django": {
    digest: "pbkdf2_sha256$1000000$seasaltseasalt22$cKRTZOvTw4E+VLdDO9E4ZH6u30QtmrNR53YUGPjekRY=",
    password: phrase,
    hasher: "pbkdf2_sha256_django",
  },
  "PBKDF2-SHA1, Django": {
    digest: "pbkdf2_sha1$260000$seasalt$Qz16Y3J00/OyngriyF1zN7p60NA=",
    password: phrase,
  },
  "PBKDF2-SHA1, Clerk": {
    digest: "pbkdf2_sha1$1000$seasalt$2cf4db627f7ff402e3cedc740edab957e0cb60b8",
    password: phrase,
    hasher: "pbkdf2_sha1",
  },
  "PBKDF2-SHA256, Clerk": {
    digest: "pbkdf2_sha256$1000$c2Vh/3NhbHQ=$1PZPgdso1BqZH5qmKCIb8d5CGMFs6WlK6D44hvAPdQ8=",
    password: phrase,
    hasher: "pbkdf2_sha256",
  },
  "PBKDF2-SHA512, Clerk": {
    digest:
      "pbkdf2_sha512$1000$seasalt$14c4bcfe952ffdf40d9872b05273041c9b1d726d8bbb10b100e9d9f5ce14a8e0a4c38fa7676f8041e3ce676bdc904090d9f952f91e9369d801e46fb796f35365",
    password: phrase,
    hasher: "pbkdf2_sha512",
  },
  "PBKDF2-SHA512 in hex, Clerk": {
    digest:
      "pbkdf2_sha512_hex$1000$73656173616c74$14c4bcfe952ffdf40d9872b05273041c9b1d726d8bbb10b100e9d9f5ce14a8e0a4c38fa7676f8041e3ce676bdc904090d9f952f91e9369d801e46fb796f35365",
    password: phrase,
    hasher: "pbkdf2_sha512_hex",
  },
  "PBKDF2-SHA256, Werkzeug": {
    digest: "pbkdf2:sha256:150000$seasalt$22ca00d117d5212e676c7a15117a14142619d09d8c44cd96fe16e8dcd49b22b7",
    password: phrase,
  },
  // From the documentation of passlib.
  "PBKDF2-SHA256, passlib": {
    digest: "$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdAw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M",
    password: "password",
  },
  "PBKDF2-SHA512, passlib": {
    digest:
      "$pbkdf2-sha512$120000$c2Vhc2FsdHNlYXNhbHQyMg$6ze9fBj3qpTB2X59WlGqAZrnuzkDEYyiOBHtDEBmdqzQI3ghdnuJnlnT3Ah45.ITqLRYRsJLeQYco86RKIgDPQ",
    password: phrase,
  },
  "PBKDF2-SHA1, passlib": {
    digest: "$pbkdf2$131000$c2Vhc2FsdHNlYXNhbHQyMg$1FNIA1iu011DYZ/e/WeWiN.3d8U",
    password: phrase,
  },
  "PBKDF2-SHA256, PHC": {
    digest: "$pbkdf2-sha256$i=600000$c2Vhc2FsdHNlYXNhbHQyMg$so1VWPlVcHVR38jlXqSTyF2Egpl7YG7z4MblM16W/U0",
    password: phrase,
  },
  // RFC 6070, the third.
  "PBKDF2-SHA1, PHC": {
    digest: "$pbkdf2-sha1$i=4096$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE",
    password: "password",
  },
  // From the README of firebase/scrypt.
  "scrypt, Firebase": {
    digest:
      "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$Bw==$8$14",
    password: "user1password",
    hasher: "scrypt_firebase",
  },
  "scrypt, Werkzeug": {
    digest:
      "scrypt:32768:8:1$seasaltseasalt22$d0668d1e1bc8ef2260cd79ec10d16a806f1056370ed21321bb9c77d3742b489a235367ba46728fcb25140faf13b4211010dfe7509a76e30321e2dfcdc8175c78",
    password: phrase,
  },
  // Made by @better-auth/utils.
  "scrypt, better-auth": {
    digest:
      "92d6a817112b800ce5e4df2f52f25357:3032cb8349515d638216fc0f7a1b0d3d39bed53ef44a036bb5b673237ef5acc2f32d754eaeb36d1ee321afc88aa2a05237ec422257e68c83cdc46b0376e5a6d1",
    password: phrase,
  },
};
