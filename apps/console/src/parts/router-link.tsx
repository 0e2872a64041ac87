import { Anchor, Button, NavLink, UnstyledButton } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** Mantine's link-like parts that navigate without loading the page again. */
export const AnchorLink = createLink(Anchor<'a'>);
export const ButtonLink = createLink(Button<'a'>);
export const NavItemLink = createLink(NavLink<'a'>);
export const PlainLink = createLink(UnstyledButton<'a'>);
