import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type LinkProps<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

/** Mantine's link-like parts that navigate without loading the page again. They are real links. */
export const AnchorLink = createLink((props: LinkProps<AnchorProps>) => <Anchor component="a" {...props} />);
export const ButtonLink = createLink((props: LinkProps<ButtonProps>) => <Button component="a" {...props} />);
