import { Select, type SelectProps } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { browserLanguage } from '../i18n/language-choice.ts';
import { isLanguage, languageName, languages, type Language } from '../i18n/languages.ts';

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  /** Null: the browser's. */
  value: Language | null;
  onChange: (language: Language | null) => void;
}

/** Stands for "as the browser says" in the list, which knows only texts. */
const auto = 'auto';

/** A choice among the languages of the console. */
export const LanguageSelect = ({ value, onChange, ...rest }: Props) => {
  const { t } = useTranslation();
  const own = languageName(browserLanguage(navigator.languages));
  return (
    <Select
      {...rest}
      leftSection={<IconLanguage size={16} aria-hidden />}
      data={[
        { value: auto, label: t('frame.language.auto', { language: own }) },
        ...languages.map((language) => ({ value: language, label: languageName(language) })),
      ]}
      allowDeselect={false}
      value={value ?? auto}
      onChange={(chosen) => onChange(isLanguage(chosen) ? chosen : null)}
    />
  );
};
