import type { JsonSchemaMap } from '../../json-schema.ts';

/** Wireless encryption. */
export const encryptionDefinitions = {
  encryption_wireless_property_ap: {
    properties: {
      encryption: {
        title: 'Encryption',
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
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['none'],
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
        type: 'string',
        propertyOrder: 2,
      },
      disabled: {
        title: 'Disabled',
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
      },
    },
  },
  encryption_cipher_ccmp_required: {
    required: ['cipher'],
    properties: {
      cipher: {
        title: 'Cipher',
        type: 'string',
        enum: ['ccmp'],
        readOnly: true,
        propertyOrder: 3,
      },
    },
  },
  encryption_mfp_property: {
    properties: {
      ieee80211w: {
        title: 'Ieee80211w',
        type: 'string',
        enum: ['0', '1', '2'],
        propertyOrder: 4,
      },
    },
  },
  encryption_mfp_property_required: {
    required: ['ieee80211w'],
    properties: {
      ieee80211w: {
        title: 'Ieee80211w',
        type: 'string',
        enum: ['2'],
        readOnly: true,
        propertyOrder: 4,
      },
    },
  },
  encryption_mfp_property_optional: {
    required: ['ieee80211w'],
    properties: {
      ieee80211w: {
        title: 'Ieee80211w',
        type: 'string',
        enum: ['1', '2'],
        readOnly: true,
        propertyOrder: 4,
      },
    },
  },
  encryption_owe: {
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
          },
        },
      },
    ],
  },
  encryption_wpa3_personal: {
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
          },
          key: {
            title: 'Key',
            minLength: 8,
          },
        },
      },
    ],
  },
  encryption_wpa3_personal_mixed: {
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
          },
          key: {
            title: 'Key',
            minLength: 8,
          },
        },
      },
    ],
  },
  encryption_wpa_personal: {
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
          },
          key: {
            title: 'Key',
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
        title: 'Server',
        type: 'string',
        minLength: 3,
        propertyOrder: 4,
      },
      key: {
        title: 'Key',
        minLength: 4,
        propertyOrder: 5,
      },
      port: {
        title: 'Port',
        type: 'integer',
        default: 1812,
        propertyOrder: 6,
      },
      acct_server: {
        title: 'Acct server',
        type: 'string',
        propertyOrder: 7,
      },
      acct_server_port: {
        title: 'Acct server port',
        type: 'integer',
        default: 1813,
        propertyOrder: 8,
      },
      acct_secret: {
        title: 'Acct secret',
        type: 'string',
        propertyOrder: 9,
      },
      acct_interval: {
        title: 'Acct interval',
        type: 'integer',
        default: 600,
        propertyOrder: 10,
      },
      dae_client: {
        title: 'Dae client',
        type: 'string',
        propertyOrder: 11,
      },
      dae_port: {
        title: 'Dae port',
        type: 'integer',
        default: 3799,
        propertyOrder: 12,
      },
      dae_secret: {
        title: 'Dae secret',
        type: 'string',
        propertyOrder: 13,
      },
      nasid: {
        title: 'Nasid',
        type: 'string',
        propertyOrder: 13,
      },
    },
  },
  encryption_wpa_enterprise_sta_base_settings: {
    properties: {
      eap_type: {
        title: 'Eap type',
        type: 'string',
        enum: ['tls', 'ttls', 'peap'],
        propertyOrder: 4,
      },
      auth: {
        title: 'Auth',
        type: 'string',
        enum: ['PAP', 'CHAP', 'MSCHAP', 'MSCHAPV2', 'EAP-GTC', 'EAP-MD5', 'EAP-MSCHAPV2', 'EAP-TLS'],
        default: 'MSCHAPV2',
        propertyOrder: 5,
      },
      identity: {
        title: 'Identity',
        type: 'string',
        propertyOrder: 6,
      },
      anonymous_identity: {
        title: 'Anonymous identity',
        type: 'string',
        propertyOrder: 6.1,
      },
      password: {
        title: 'Password',
        type: 'string',
        propertyOrder: 7,
      },
      ca_cert: {
        title: 'Ca cert',
        type: 'string',
        propertyOrder: 8,
      },
      client_cert: {
        title: 'Client cert',
        type: 'string',
        propertyOrder: 9,
      },
      priv_key: {
        title: 'Priv key',
        type: 'string',
        propertyOrder: 10,
      },
      priv_key_pwd: {
        title: 'Priv key pwd',
        type: 'string',
        propertyOrder: 11,
      },
      ca_cert_usesystem: {
        title: 'Ca cert usesystem',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 7.9,
      },
      subject_match: {
        title: 'Subject match',
        type: 'string',
        propertyOrder: 8.9,
      },
      altsubject_match: {
        title: 'Altsubject match',
        type: 'array',
        propertyOrder: 8.91,
        items: {
          type: 'string',
        },
      },
      domain_match: {
        title: 'Domain match',
        type: 'array',
        propertyOrder: 8.92,
        items: {
          type: 'string',
        },
      },
      domain_suffix_match: {
        title: 'Domain suffix match',
        type: 'array',
        propertyOrder: 8.93,
        items: {
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
      },
    },
  },
  encryption_wpa3_enterprise_ap: {
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
      },
    },
  },
  encryption_wpa_enterprise_ap: {
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
    allOf: [
      {
        $ref: '#/definitions/encryption_base_settings',
      },
      {
        properties: {
          protocol: {
            title: 'Protocol',
            enum: ['wep_open', 'wep_shared'],
          },
          key: {
            title: 'Key',
            minLength: 5,
            maxLength: 26,
          },
        },
      },
    ],
  },
  encryption_wps: {
    additionalProperties: true,
    properties: {
      protocol: {
        title: 'Protocol',
        type: 'string',
        enum: ['wps'],
        propertyOrder: 1,
      },
      wps_pushbutton: {
        title: 'Wps pushbutton',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 2,
      },
      wps_label: {
        title: 'Wps label',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 3,
      },
      wps_pin: {
        title: 'Wps pin',
        type: 'string',
        propertyOrder: 4,
      },
    },
  },
} satisfies JsonSchemaMap;
