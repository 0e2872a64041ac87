import { personName } from '../../model/user.ts';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { unwrap } from '@netloom/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';

/** Choices that one question brings; more are found by typing. */
const mostChoices = 20;

interface Props {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A choice among all users that the person may see: typing asks the controller. */
export const UserSelect = ({ value, onChange }: Props) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const { data } = useQuery({
    queryKey: ['choices', 'user', search],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/users/user/', {
          params: {
            query: {
              fields: 'id,username,first_name,last_name',
              ordering: 'username',
              cursor: '',
              page_size: mostChoices,
              // What is typed may be the label of a choice: name and person.
              ...(search === '' ? {} : { search: search.replaceAll(/[()]/g, ' ') }),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const choices = (data?.results ?? []).map(({ id, username, ...names }) => {
    const person = personName(names);
    return { value: id, label: person === '' ? username : `${username} (${person})` };
  });
  return (
    <Select
      label={t('people.chooseUser')}
      placeholder={t('people.chooseUserHint')}
      searchable
      clearable
      data={choices}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={setTyped}
      // The controller has already searched.
      filter={({ options }) => options}
    />
  );
};
