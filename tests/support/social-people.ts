import { type ProviderId, pictures, type SeededUser } from "./social-providers";

/** A provider, and what is true of its people. */
interface Case {
  id: ProviderId;
  name: string;
  /** Whether it says that it has checked the addresses of its people. */
  isChecked: boolean;
  user(key: string): SeededUser;
  /** Whether a picture of theirs is to be had from the peer. */
  bringsPicture?: true;
}

/** The four, each as it is. */
export const cases: Case[] = [
  {
    id: "google",
    name: "Google",
    isChecked: true,
    user: (key) => ({
      email: `${key}@google.example`,
      name: "Ada Lovelace",
      picture: `https://${pictures}/ada`,
    }),
    bringsPicture: true,
  },
  {
    id: "github",
    name: "GitHub",
    isChecked: true,
    user: (key) => ({ login: key, name: "Ada Lovelace", email: `${key}@github.example` }),
  },
  {
    id: "microsoft",
    name: "Microsoft",
    isChecked: false,
    user: (key) => ({ email: `${key}@microsoft.example`, name: "Ada Lovelace" }),
  },
  {
    id: "apple",
    name: "Apple",
    isChecked: true,
    user: (key) => ({ email: `${key}@apple.example`, name: "Ada Lovelace" }),
  },
];

/** One person for each journey: the emulators are told of them before they begin. */
export const keys = ["joins", "connects"].flatMap((what) => [`${what}-script`, `${what}-plain`]);

/** Whose address stays at the provider. */
export const hidden: Partial<Record<ProviderId, SeededUser>> = {
  github: { login: "hidden", name: "Ada Lovelace" },
  apple: { email: "hidden@apple.example", name: "Ada Lovelace", is_private_email: true },
};
