import type { JsonSchemaMap } from '../../json-schema.ts';

/** Wireless encryption. */
export const encryptionDefinitions = {
  encryption_wireless_property_ap: {
    properties: {
      encryption: {
        title: 'Encryption',
        description: 'How the network is protected.',
        type: 'object',
        required: ['protocol'],
        propertyOrder: 20,
        oneOf: [
          {
            $ref: '#/definitions/encryption_none',
          },
          {
            $ref: '#/definitions/encryption_owe',
          },
          {
            $ref: '#/definitions/encryption_wpa3_personal',
          },
          {
            $ref: '#/definitions/encryption_wpa3_enterprise_ap',
          },
          {
            $ref: '#/definitions/encryption_wpa3_personal_mixed',
          },
          {
            $ref: '#/definitions/encryption_wpa3_enterprise_ap_mixed',
          },
          {
            $ref: '#/definitions/encryption_wpa_personal',
          },
          {
            $ref: '#/definitions/encryption_wpa_enterprise_ap',
          },
          {
            $ref: '#/definitions/encryption_wps',
          },
          {
            $ref: '#/definitions/encryption_wep',
          },
        ],
      },
    },
  },
  encryption_wireless_property_sta: {
    properties: {
      encryption: {
        title: 'Encryption',
        description: 'How the network is protected.',
        type: 'object',
        required: ['protocol'],
        propertyOrder: 20,
        oneOf: [
          {
            $ref: '#/definitions/encryption_none',
          },
          {
            $ref: '#/definitions/encryption_owe',
          },
          {
            $ref: '#/definitions/encryption_wpa3_personal',
          },
          {
            $ref: '#/definitions/encryption_wpa3_enterprise_sta',
          },
          {
            $ref: '#/definitions/encryption_wpa3_personal_mixed',
          },
          {
            $ref: '#/definitions/encryption_wpa3_enterprise_sta_mixed',
          },
          {
            $ref: '#/definitions/encryption_wpa_personal',
          },
          {
            $ref: '#/definitions/encryption_wpa_enterprise_sta',
          },
          {
            $ref: '#/definitions/encryption_wep',
          },
        ],
      },
    },
  },
  encryption_wireless_property_mesh: {
    properties: {
      encryption: {
        title: 'Encryption',
        description: 'How the network is protected.',
        type: 'object',
        required: ['protocol'],
        propertyOrder: 20,
        oneOf: [
          {
            $ref: '#/definitions/encryption_none',
          },
          {
            $ref: '#/definitions/encryption_wpa3_personal',
          },
          {
            $ref: '#/definitions/encryption_wpa_personal',
          },
          {
            $ref: '#/definitions/encryption_wep',
          },
        ],
      },
    },
  },
  encryption_none: {
    title: 'None',
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['none'],
        options: {
          enum_titles: ['None'],
        },
      },
    },
  },
  encryption_base_settings: {
    required: ['key'],
    additionalProperties: true,
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        propertyOrder: 1,
      },
      key: {
        title: 'Key',
        description: 'Pass phrase of the network, or secret of the RADIUS server.',
        type: 'string',
        propertyOrder: 2,
      },
      disabled: {
        title: 'Disabled',
        description: 'The network is open for the time being.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 20,
      },
    },
  },
  encryption_cipher_property: {
    properties: {
      cipher: {
        title: 'Cipher',
        type: 'string',
        enum: ['auto', 'ccmp', 'tkip', 'tkip+ccmp'],
        propertyOrder: 3,
        options: {
          enum_titles: ['Automatic', 'AES (CCMP)', 'TKIP', 'TKIP and AES'],
        },
      },
    },
  },
  encryption_cipher_ccmp_required: {
    required: ['cipher'],
    properties: {
      cipher: {
        title: 'Cipher',
        description: 'Fixed by this protocol.',
        type: 'string',
        enum: ['ccmp'],
        readOnly: true,
        propertyOrder: 3,
        options: {
          enum_titles: ['AES (CCMP)'],
        },
      },
    },
  },
  encryption_mfp_property: {
    properties: {
      ieee80211w: {
        title: 'Management frame protection',
        description: 'Protects clients from forged management frames (802.11w).',
        type: 'string',
        enum: ['0', '1', '2'],
        propertyOrder: 4,
        options: {
          enum_titles: ['Off', 'Optional', 'Required'],
        },
      },
    },
  },
  encryption_mfp_property_required: {
    required: ['ieee80211w'],
    properties: {
      ieee80211w: {
        title: 'Management frame protection',
        description: 'Fixed by this protocol (802.11w).',
        type: 'string',
        enum: ['2'],
        readOnly: true,
        propertyOrder: 4,
        options: {
          enum_titles: ['Required'],
        },
      },
    },
  },
  encryption_mfp_property_optional: {
    required: ['ieee80211w'],
    properties: {
      ieee80211w: {
        title: 'Management frame protection',
        description: 'Protects clients from forged management frames (802.11w).',
        type: 'string',
        enum: ['1', '2'],
        readOnly: true,
        propertyOrder: 4,
        options: {
          enum_titles: ['Optional', 'Required'],
        },
      },
    },
  },
  encryption_owe: {
    title: 'Enhanced open (OWE)',
    allOf: [
      {
        $ref: '#/definitions/encryption_mfp_property',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            type: 'string',
            propertyOrder: 1,
            enum: ['owe'],
            options: {
              enum_titles: ['Enhanced open (OWE)'],
            },
          },
        },
      },
    ],
  },
  encryption_wpa3_personal: {
    title: 'WPA3 Personal',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_required',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['wpa3_personal'],
            options: {
              enum_titles: ['WPA3 Personal'],
            },
          },
          key: {
            title: 'Pass phrase',
            description: 'At least 8 characters.',
            minLength: 8,
          },
        },
      },
    ],
  },
  encryption_wpa3_personal_mixed: {
    title: 'WPA3/WPA2 Personal',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_optional',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['wpa2_personal_mixed'],
            options: {
              enum_titles: ['WPA3/WPA2 Personal'],
            },
          },
          key: {
            title: 'Pass phrase',
            description: 'At least 8 characters.',
            minLength: 8,
          },
        },
      },
    ],
  },
  encryption_wpa_personal: {
    title: 'WPA2/WPA Personal',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_property',
      },
      {
        $ref: '#/definitions/encryption_mfp_property',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['wpa2_personal', 'wpa_personal_mixed', 'wpa_personal'],
            options: {
              enum_titles: ['WPA2 Personal', 'WPA2/WPA Personal', 'WPA Personal'],
            },
          },
          key: {
            title: 'Pass phrase',
            description: 'At least 8 characters.',
            minLength: 8,
          },
        },
      },
    ],
  },
  encryption_wpa_enterprise_ap_base_settings: {
    required: ['server'],
    properties: {
      server: {
        title: 'RADIUS server',
        description: 'Address of the server that checks logins.',
        type: 'string',
        minLength: 3,
        propertyOrder: 4,
      },
      key: {
        title: 'RADIUS secret',
        description: 'Secret that the access point shares with the server.',
        minLength: 4,
        propertyOrder: 5,
      },
      port: {
        title: 'RADIUS port',
        type: 'integer',
        default: 1812,
        propertyOrder: 6,
      },
      acct_server: {
        title: 'Accounting server',
        description: 'Address of the server that records sessions. Leave empty for none.',
        type: 'string',
        propertyOrder: 7,
      },
      acct_server_port: {
        title: 'Accounting port',
        type: 'integer',
        default: 1813,
        propertyOrder: 8,
      },
      acct_secret: {
        title: 'Accounting secret',
        description: 'When it differs from the RADIUS secret.',
        type: 'string',
        propertyOrder: 9,
      },
      acct_interval: {
        title: 'Accounting interval',
        description: 'Seconds between two reports of a session.',
        type: 'integer',
        default: 600,
        propertyOrder: 10,
      },
      dae_client: {
        title: 'DAE client',
        description: 'Address that may end and change sessions (RFC 5176).',
        type: 'string',
        propertyOrder: 11,
      },
      dae_port: {
        title: 'DAE port',
        description: 'Port on which the access point listens for such requests.',
        type: 'integer',
        default: 3799,
        propertyOrder: 12,
      },
      dae_secret: {
        title: 'DAE secret',
        description: 'Secret that is shared with the DAE client.',
        type: 'string',
        propertyOrder: 13,
      },
      nasid: {
        title: 'NAS identifier',
        description: 'Name of this access point towards the server.',
        type: 'string',
        propertyOrder: 13,
      },
    },
  },
  encryption_wpa_enterprise_sta_base_settings: {
    properties: {
      eap_type: {
        title: 'EAP method',
        description: 'How the station proves who it is.',
        type: 'string',
        enum: ['tls', 'ttls', 'peap'],
        propertyOrder: 4,
        options: {
          enum_titles: ['TLS', 'TTLS', 'PEAP'],
        },
      },
      auth: {
        title: 'Inner method',
        description: 'Method inside the encrypted tunnel; not for TLS.',
        type: 'string',
        enum: ['PAP', 'CHAP', 'MSCHAP', 'MSCHAPV2', 'EAP-GTC', 'EAP-MD5', 'EAP-MSCHAPV2', 'EAP-TLS'],
        default: 'MSCHAPV2',
        propertyOrder: 5,
      },
      identity: {
        title: 'Identity',
        description: 'User name.',
        type: 'string',
        propertyOrder: 6,
      },
      anonymous_identity: {
        title: 'Anonymous identity',
        description: 'Name that is sent outside of the encrypted tunnel.',
        type: 'string',
        propertyOrder: 6.1,
      },
      password: {
        title: 'Password',
        type: 'string',
        propertyOrder: 7,
      },
      ca_cert: {
        title: 'CA certificate',
        description: 'Path of the certificate that the server must be signed with.',
        type: 'string',
        propertyOrder: 8,
      },
      client_cert: {
        title: 'Client certificate',
        description: 'Path of the certificate of this station.',
        type: 'string',
        propertyOrder: 9,
      },
      priv_key: {
        title: 'Private key',
        description: 'Path of the key of this station.',
        type: 'string',
        propertyOrder: 10,
      },
      priv_key_pwd: {
        title: 'Private key password',
        description: 'When the key is encrypted.',
        type: 'string',
        propertyOrder: 11,
      },
      ca_cert_usesystem: {
        title: 'Trust system certificates',
        description: 'Accepts servers that are signed by a certificate of the system.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 7.9,
      },
      subject_match: {
        title: 'Subject',
        description: 'Text that the subject of the server certificate must contain.',
        type: 'string',
        propertyOrder: 8.9,
      },
      altsubject_match: {
        title: 'Alternative names',
        description: 'Names of which the server certificate must carry one.',
        type: 'array',
        propertyOrder: 8.91,
        items: {
          title: 'Name',
          type: 'string',
        },
      },
      domain_match: {
        title: 'Domains',
        description: 'Host names of which the server certificate must carry one.',
        type: 'array',
        propertyOrder: 8.92,
        items: {
          title: 'Domain',
          type: 'string',
        },
      },
      domain_suffix_match: {
        title: 'Domain suffixes',
        description: 'Endings of which the host name of the server certificate must have one.',
        type: 'array',
        propertyOrder: 8.93,
        items: {
          title: 'Suffix',
          type: 'string',
        },
      },
    },
  },
  encryption_wpa3_enterprise_base_settings: {
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['wpa3_enterprise'],
        propertyOrder: 1,
        options: {
          enum_titles: ['WPA3 Enterprise'],
        },
      },
    },
  },
  encryption_wpa3_enterprise_mixed_base_settings: {
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['wpa2_enterprise_mixed'],
        propertyOrder: 1,
        options: {
          enum_titles: ['WPA3/WPA2 Enterprise'],
        },
      },
    },
  },
  encryption_wpa3_enterprise_ap: {
    title: 'WPA3 Enterprise',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_required',
      },
      {
        $ref: '#/definitions/encryption_wpa3_enterprise_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_ap_base_settings',
      },
    ],
  },
  encryption_wpa3_enterprise_ap_mixed: {
    title: 'WPA3/WPA2 Enterprise',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_optional',
      },
      {
        $ref: '#/definitions/encryption_wpa3_enterprise_mixed_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_ap_base_settings',
      },
    ],
  },
  encryption_wpa3_enterprise_sta: {
    title: 'WPA3 Enterprise',
    additionalProperties: true,
    allOf: [
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_required',
      },
      {
        $ref: '#/definitions/encryption_wpa3_enterprise_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_sta_base_settings',
      },
    ],
  },
  encryption_wpa3_enterprise_sta_mixed: {
    title: 'WPA3/WPA2 Enterprise',
    additionalProperties: true,
    allOf: [
      {
        $ref: '#/definitions/encryption_cipher_ccmp_required',
      },
      {
        $ref: '#/definitions/encryption_mfp_property_optional',
      },
      {
        $ref: '#/definitions/encryption_wpa3_enterprise_mixed_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_sta_base_settings',
      },
    ],
  },
  encryption_wpa_enterprise_base_settings: {
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['wpa2_enterprise', 'wpa_enterprise_mixed', 'wpa_enterprise'],
        propertyOrder: 1,
        options: {
          enum_titles: ['WPA2 Enterprise', 'WPA2/WPA Enterprise', 'WPA Enterprise'],
        },
      },
    },
  },
  encryption_wpa_enterprise_ap: {
    title: 'WPA2/WPA Enterprise',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        $ref: '#/definitions/encryption_cipher_property',
      },
      {
        $ref: '#/definitions/encryption_mfp_property',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_ap_base_settings',
      },
    ],
  },
  encryption_wpa_enterprise_sta: {
    title: 'WPA2/WPA Enterprise',
    additionalProperties: true,
    allOf: [
      {
        $ref: '#/definitions/encryption_cipher_property',
      },
      {
        $ref: '#/definitions/encryption_mfp_property',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_base_settings',
      },
      {
        $ref: '#/definitions/encryption_wpa_enterprise_sta_base_settings',
      },
    ],
  },
  encryption_wep: {
    title: 'WEP',
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['wep_open', 'wep_shared'],
            options: {
              enum_titles: ['WEP, open system', 'WEP, shared key'],
            },
          },
          key: {
            title: 'Key',
            description: '5 or 13 characters, or 10 or 26 hexadecimal digits.',
            minLength: 5,
            maxLength: 26,
          },
        },
      },
    ],
  },
  encryption_wps: {
    title: 'WPS',
    additionalProperties: true,
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['wps'],
        propertyOrder: 1,
        options: {
          enum_titles: ['WPS'],
        },
      },
      wps_pushbutton: {
        title: 'Push button',
        description: 'Clients may join for a while after the button was pressed.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 2,
      },
      wps_label: {
        title: 'Label',
        description: 'Clients may join with the PIN on the label.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 3,
      },
      wps_pin: {
        title: 'PIN',
        description: 'PIN of the label.',
        type: 'string',
        propertyOrder: 4,
      },
    },
  },
} satisfies JsonSchemaMap;
